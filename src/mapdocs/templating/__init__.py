"""Templates, labels, logo and colour: the built-in ones under a company's own."""
