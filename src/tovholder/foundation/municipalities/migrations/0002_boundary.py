import django.db.models.deletion
from django.db import migrations, models

import tovholder.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Boundary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        default=tovholder.kernel.ids.new_id,
                        editable=False,
                        unique=True,
                        verbose_name="offentligt id",
                    ),
                ),
                ("path", models.TextField(verbose_name="omrids")),
                (
                    "enlarged",
                    models.CharField(blank=True, max_length=5, verbose_name="i det forstørrede udsnit"),
                ),
                ("source", models.CharField(max_length=200, verbose_name="kilde")),
                ("imported_at", models.DateTimeField(verbose_name="hentet ind")),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boundary",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "grænse",
                "verbose_name_plural": "grænser",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("path", ""), _negated=True), name="boundary_has_a_path"),
                    models.CheckConstraint(
                        condition=models.Q(("enlarged__in", ["", "part", "whole"])), name="boundary_enlarged_known"
                    ),
                ],
            },
        ),
    ]
