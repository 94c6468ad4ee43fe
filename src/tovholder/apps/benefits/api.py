"""What the API has of this room."""

from ninja import Router

from tovholder.apps.benefits.measurement_api import router as measurements

router = Router()
router.add_router("", measurements)

__all__ = ["router"]
