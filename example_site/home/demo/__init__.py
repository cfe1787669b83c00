"""What `load_demo` puts into the example site: one module per kind of content."""
