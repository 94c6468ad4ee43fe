import django.db.models.deletion
from django.db import migrations, models

import tovholder.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0001_initial"),
        ("projects", "0002_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutsideKey",
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
                ("key", models.CharField(max_length=120, verbose_name="nøgle i jeres eget system")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "nøgle i et andet system",
                "verbose_name_plural": "nøgler i andre systemer",
                "constraints": [models.UniqueConstraint(fields=("municipality", "key"), name="outside_key_once")],
            },
        ),
    ]
