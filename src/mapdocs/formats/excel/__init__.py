"""The workbooks: the shared tracker and the internal one."""
