"""One module for each generated page: the code in, the page's text out."""
