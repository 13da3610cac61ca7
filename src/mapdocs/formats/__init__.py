"""Plans to bytes: one module a format, and the registry that names them. Nothing here knows a Spec or a rule."""
