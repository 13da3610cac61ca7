"""A local page that shows what a spec becomes, renewed as it is saved: watching, pictures, and the server on loopback."""
