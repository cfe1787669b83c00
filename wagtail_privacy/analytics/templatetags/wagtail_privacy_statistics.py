"""Figures in the templates of the report."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

from wagtail_privacy.analytics.showing import words

register = template.Library()

register.filter("figure", words.figure_in_words)
register.filter("short_day", words.day_in_words)
register.filter("reading_time", words.reading_time_in_words)
register.filter("minutes", words.time_in_words)
register.filter("in_thousands", intcomma)
