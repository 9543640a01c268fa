from tests.domain.promises.conftest import case, petro

__all__ = ["case", "petro"]
