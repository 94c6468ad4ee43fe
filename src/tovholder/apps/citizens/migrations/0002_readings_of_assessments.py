from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="readlog",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("page", "Læste siden"),
                    ("edit", "Åbnede siden for at rette"),
                    ("deletion", "Åbnede siden for at slette"),
                    ("assessment", "Åbnede en afdækning"),
                    ("paper", "Hentede en afdækning på papir"),
                ],
                max_length=12,
                verbose_name="formål",
            ),
        ),
    ]
