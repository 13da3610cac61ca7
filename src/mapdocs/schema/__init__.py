"""YAML text to Spec: the reader that keeps line and column, the model, the company's settings."""
