"""The sections of a statement, from which an editor composes it."""

from wagtail_privacy.statements.blocks.body import StatementBody, default_body

__all__ = ["StatementBody", "default_body"]
