import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")
PARENT_LINK = f"{PAGE.partition('.')[2].lower()}_ptr"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlainPage",
            fields=[
                (
                    PARENT_LINK,
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=PAGE,
                    ),
                ),
                ("text", models.TextField(blank=True)),
            ],
            options={"abstract": False},
            bases=(PAGE,),
        ),
    ]
