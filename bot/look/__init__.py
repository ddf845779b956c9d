"""The look that client pages, desk and editor share: templates, styles, fonts, and how a page is sent."""
