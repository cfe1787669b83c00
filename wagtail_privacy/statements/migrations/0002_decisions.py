import django.db.models.deletion
import swapper
from django.conf import settings
from django.db import migrations, models

import wagtail_privacy.clock

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy_statements', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.JSONField(verbose_name='open points')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('decided_at', models.DateTimeField(default=wagtail_privacy.clock.now, verbose_name='when')),
                ('page', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'decision to publish nevertheless',
                'verbose_name_plural': 'decisions to publish nevertheless',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AcceptedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=100, verbose_name='language')),
                ('key', models.CharField(max_length=64, verbose_name='finding')),
                ('rule', models.CharField(max_length=100, verbose_name='rule')),
                ('message', models.TextField(verbose_name='what was found')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('review_on', models.DateField(verbose_name='accepted until')),
                ('accepted_at', models.DateTimeField(default=wagtail_privacy.clock.now, verbose_name='when')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site', verbose_name='site')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'accepted finding',
                'verbose_name_plural': 'accepted findings',
                'permissions': [('accept_finding', 'Can accept advised findings')],
                'default_permissions': (),
                'indexes': [models.Index(fields=['site', 'language', 'key'], name='wp_accepted_finding')],
            },
        ),
    ]
