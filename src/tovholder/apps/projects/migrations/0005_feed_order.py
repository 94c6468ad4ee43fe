from django.db import migrations, models


class Migration(migrations.Migration):
    """The feed's order as an index: without it all public steps are sorted to show fifty."""

    dependencies = [
        ("projects", "0004_origin"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["-recorded_at", "-on", "-id"], name="step_newest"),
        ),
    ]
