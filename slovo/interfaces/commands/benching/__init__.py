"""The benchmark of the product: it fills a throw-away house and measures it beside its floors."""
