from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="writes",
            field=models.BooleanField(default=False, verbose_name="må skrive"),
        ),
    ]
