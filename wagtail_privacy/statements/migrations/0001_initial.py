import django.db.models.deletion
import swapper
from django.db import migrations, models

swapper.set_app_prefix("wagtailcore", "wagtail")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [
        migrations.CreateModel(
            name='StatementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('language', models.CharField(max_length=100, verbose_name='language')),
                ('created_at', models.DateTimeField(verbose_name='recorded at')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('canonical_content', models.TextField(verbose_name='content')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the content')),
                ('changes', models.JSONField(default=list, verbose_name='what changed')),
                ('effective_date', models.DateField(blank=True, null=True, verbose_name='valid since')),
                ('change_note', models.CharField(blank=True, max_length=255, verbose_name='note')),
                ('page', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=swapper.get_model_name("wagtailcore", "Page"), verbose_name='page')),
            ],
            options={
                'verbose_name': 'version of a statement',
                'verbose_name_plural': 'versions of statements',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('page', 'number'), name='wp_statement_version_number')],
            },
        ),
    ]
