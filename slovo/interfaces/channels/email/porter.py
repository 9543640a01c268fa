"""Keeps the mail inlet open: a taken port is tried again, and a sign says that it is open."""

import logging
import threading

from django.conf import settings

from slovo.interfaces.channels.email.inlet import Inlet
from slovo.web import signs

log = logging.getLogger(__name__)
PAUSE = 5.0


class Porter:
    """start() opens at once when it can, and says whether it could; stop() closes."""

    def __init__(self, port: int | None = None, pause: float = PAUSE) -> None:
        self._port = settings.INLET_PORT if port is None else port
        self._pause = pause
        self._inlet: Inlet | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="porter", daemon=True)

    @property
    def is_open(self) -> bool:
        return self._inlet is not None

    def start(self) -> bool:
        self._open()
        self._thread.start()
        return self.is_open

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        if self._inlet:
            self._inlet.stop()
        signs.clear(signs.INLET)

    def _watch(self) -> None:
        while not self._stopping.wait(self._pause):
            if self._inlet is None:
                self._open()
            else:
                signs.leave(signs.INLET)

    def _open(self) -> None:
        inlet = Inlet(self._port)
        try:
            inlet.start()
        except OSError as problem:
            log.info("The inlet cannot open: %s", problem)
            signs.leave_absent(signs.INLET, str(self._port))
            return
        self._inlet = inlet
        signs.leave(signs.INLET, str(self._port))
