import os
import socket
import threading
import time

import pytest

from slovo.interfaces.channels.email.porter import Porter
from slovo.web import signs
from slovo.web.troubles import workings
from tests.channels.servers import free_port
from tests.make import MORNING

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_home_of_its_own(settings, tmp_path):
    settings.HOME = tmp_path


def until(is_so, within=20):
    ends = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < ends
        threading.Event().wait(0.01)


def greeting(port):
    with socket.create_connection(("127.0.0.1", port), 5) as caller:
        return caller.recv(100)


def test_the_inlet_is_open_and_says_so_until_it_closes(firm):
    porter = Porter(free_port(), pause=0.02)
    assert porter.start()
    os.utime(signs.sign(signs.INLET), (0, 0))
    until(lambda: signs.age(signs.INLET) < 100)
    porter.stop()
    assert signs.age(signs.INLET) is None


def test_other_processes_know_its_port(firm, settings):
    settings.INLET_PORT = 2525
    port = free_port()
    porter = Porter(port)
    porter.start()
    sentences = [found.words for found in workings(MORNING) if found.name == "inlet"]
    porter.stop()
    assert sentences == [f"Letters are handed in at 127.0.0.1:{port}."]


def test_a_taken_port_is_tried_again_until_it_is_free(firm):
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        porter = Porter(port, pause=0.02)
        assert not porter.start()
        assert signs.age(signs.INLET) > 10**6
        assert signs.words_of(signs.INLET) == str(port)
    until(lambda: porter.is_open)
    assert greeting(port).endswith(b"Slovo\r\n")
    until(lambda: signs.age(signs.INLET) < 100)
    porter.stop()
