import django.db.models.deletion
import uuid
import wagtail_privacy.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_privacy', '0003_controller_completed'),
        ('wagtail_privacy_forms', '0005_officers_export_and_close'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrivacyLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('confirm', 'Confirm a consent'), ('receipt', 'Receipt')], max_length=10)),
                ('target', models.UUIDField(db_index=True)),
                ('form_page', models.BigIntegerField()),
                ('language', models.CharField(max_length=35)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('kept_until', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ConsentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('consent', models.UUIDField(verbose_name='consent')),
                ('act', models.CharField(choices=[('given', 'Given'), ('requested', 'Link sent again'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], max_length=10, verbose_name='act')),
                ('number', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField(default=wagtail_privacy.clock.now, verbose_name='time')),
                ('method', models.CharField(max_length=20, verbose_name='method')),
                ('person', models.CharField(blank=True, db_index=True, max_length=64)),
                ('sending', models.UUIDField(db_index=True)),
                ('submission', models.UUIDField(db_index=True)),
                ('wording', models.TextField(blank=True, verbose_name='exact wording')),
                ('wording_sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the wording')),
                ('language', models.CharField(max_length=35, verbose_name='language')),
                ('channel', models.CharField(choices=[('email', 'by e-mail'), ('phone', 'by telephone'), ('post', 'by letter'), ('other', 'not at all, the data is used in another way')], max_length=10, verbose_name='channel')),
                ('form_page', models.BigIntegerField(verbose_name='form')),
                ('form_revision', models.BigIntegerField(null=True)),
                ('statement_page', models.BigIntegerField(null=True)),
                ('statement_number', models.PositiveIntegerField(null=True, verbose_name='version')),
                ('statement_sha256', models.CharField(blank=True, max_length=64)),
                ('needs_confirmation', models.BooleanField(default=False, verbose_name='double opt-in')),
                ('confirm_by', models.DateTimeField(null=True)),
                ('use_until', models.DateTimeField(verbose_name='good until')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='proof kept until')),
                ('mac', models.CharField(max_length=64)),
                ('purpose', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtail_privacy.purpose', verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'default_permissions': ('view',),
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('consent', 'act', 'number'), name='wp_consent_act')],
            },
        ),
    ]
