"""What every test has at hand."""

pytest_plugins = [
    "tests.any_order",
    "tests.environment",
    "tests.migrated",
    "tests.kept",
    "tests.browser",
]
