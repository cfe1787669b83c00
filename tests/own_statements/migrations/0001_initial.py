import swapper
import django.db.models.deletion
import wagtail.fields
import wagtail_privacy.statements.blocks.body
import wagtail_privacy.statements.publication.gate
import wagtail_privacy.statements.memory.pages
import wagtail_privacy.statements.formats.addresses
import wagtail_privacy.statements.versions.versioned
from django.conf import settings
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
            name='StatementPage',
            fields=[
                (PARENT_LINK, models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=PAGE)),
                ('motto', models.CharField(blank=True, help_text='Your promise in one sentence, above everything else.', max_length=200, verbose_name='motto')),
                ('body', wagtail.fields.StreamField([('text', 2), ('controller', 5), ('representative', 5), ('data_protection_officer', 5), ('collection_points', 5), ('obligation', 5), ('data_categories', 5), ('retention', 5), ('sources', 5), ('website', 5), ('device_storage', 5), ('statistics', 5), ('recipients', 5), ('transfers', 5), ('decisions', 5), ('email_notice', 7), ('rights', 5), ('withdrawal', 5), ('contact', 5), ('changes', 5), ('imported', 9)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'help_text': 'What no register knows: your promise, examples, how you work.', 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'help_text': 'Your own words above what the site itself says here. Say why, not how long or who: periods and names change, and the registers know them.', 'label': 'Words before', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty for the usual heading, in the language of the page.', 'label': 'Heading', 'max_length': 120, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('heading', 4)]], {}), 6: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'italic', 'link', 'ul', 'ol'], 'help_text': 'Leave it empty for the usual notice. The postal way is always added.', 'label': 'Instead of the usual words', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 3), ('own_words', 6), ('heading', 4)]], {}), 8: ('wagtail_privacy.statements.blocks.imported.DocumentBlock', (), {'label': 'Imported values'}), 9: ('wagtail.blocks.StructBlock', [[('text', 3), ('document', 8), ('heading', 4)]], {})}, default=wagtail_privacy.statements.blocks.body.default_body, verbose_name='sections')),
                ('version_note', models.CharField(blank=True, help_text='One sentence for readers. It stands with the version that is recorded when you publish, if the statement says something else by then.', max_length=255, verbose_name='what changed')),
                ('version_date', models.DateField(blank=True, help_text='Only if it holds from a later day on. Readers see the new words at once, and from when on they hold. A day that has passed counts as the day of publishing.', null=True, verbose_name='valid from')),
            ],
            options={
                'abstract': False,
            },
            bases=(wagtail_privacy.statements.formats.addresses.MachineReadableMixin, wagtail_privacy.statements.versions.versioned.VersionedStatementMixin, wagtail_privacy.statements.memory.pages.KeptStatementMixin, wagtail_privacy.statements.publication.gate.GatedMixin, PAGE, models.Model),
        ),
    ]
