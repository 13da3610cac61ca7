"""The way back: an edited file becomes changes, the changes are merged three ways, and the spec's text is patched."""
