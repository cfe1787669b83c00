import django.core.serializers.json
import django.db.models.deletion
import uuid
import swapper
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtail_privacy', '0002_privacy_officers'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyFormSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_data', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('submit_time', models.DateTimeField(auto_now_add=True, verbose_name='submit time')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='deleted after')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=swapper.get_model_name("wagtailcore", "Page"))),
                ('purpose', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'form submission',
                'verbose_name_plural': 'form submissions',
                'abstract': False,
            },
        ),
    ]
