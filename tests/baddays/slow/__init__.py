"""An app whose second migration takes long, so that it can be killed halfway."""
