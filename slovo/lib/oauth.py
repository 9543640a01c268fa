"""The authorisation code flow with PKCE (RFC 6749, RFC 7636), as mail providers want it.

An authority that cannot be reached raises `AuthorityAway`; one that says no raises
`ConsentRefused` with its code word, such as `invalid_grant`.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from slovo.lib.outward import AddressForbidden, AddressUnknown, target_of

LIMIT_SECONDS = 15
USUAL_LIFE = 3600


class AuthorityAway(OSError):
    """The provider's authority did not answer, or not as the standard says."""


class AuthorityForbidden(AuthorityAway):
    """Its address is not https, or lies in a private network."""


class ConsentRefused(Exception):
    """The authority says no: `code` is its word, such as invalid_grant or access_denied."""

    def __init__(self, code: str, words: str = "") -> None:
        super().__init__(words or code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Authority:
    """Where consent is asked for and where codes become tokens."""

    authorise_url: str
    token_url: str
    scope: str
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """How the firm's registration is known there; `secret` may be empty for a public one."""

    client_id: str
    secret: str
    redirect_url: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """`refresh` is empty when ours goes on being good; `access` lives `seconds`."""

    access: str
    refresh: str
    seconds: int


def microsoft(tenant: str = "") -> Authority:
    place = f"https://login.microsoftonline.com/{tenant or 'organizations'}/oauth2/v2.0"
    office = "https://outlook.office.com"
    scope = f"{office}/IMAP.AccessAsUser.All {office}/SMTP.Send offline_access"
    return Authority(f"{place}/authorize", f"{place}/token", scope)


def google() -> Authority:
    return Authority(
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        "https://mail.google.com/",
        # Google gives a refresh token only to those who ask for it, and again only when asked anew.
        (("access_type", "offline"), ("prompt", "consent")),
    )


def new_secret() -> str:
    """Serves as state and as the verifier of PKCE."""
    return secrets.token_urlsafe(48)


def consent_address(
    authority: Authority, application: Application, *, state: str, verifier: str, account: str
) -> str:
    """Where the administrator's browser goes to say yes."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": application.client_id,
        "redirect_uri": application.redirect_url,
        "scope": authority.scope,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "login_hint": account,
        **dict(authority.extra),
    }
    mark = "&" if urlsplit(authority.authorise_url).query else "?"
    return f"{authority.authorise_url}{mark}{urlencode(asked)}"


def tokens_for_code(
    authority: Authority,
    application: Application,
    *,
    code: str,
    verifier: str,
    may_be_private: bool = False,
) -> Tokens:
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": application.redirect_url,
        "code_verifier": verifier,
    }
    return _tokens(authority, application, said, may_be_private=may_be_private)


def fresh_tokens(
    authority: Authority, application: Application, *, refresh: str, may_be_private: bool = False
) -> Tokens:
    said = {"grant_type": "refresh_token", "refresh_token": refresh, "scope": authority.scope}
    return _tokens(authority, application, said, may_be_private=may_be_private)


def _tokens(
    authority: Authority, application: Application, said: Mapping[str, str], *, may_be_private: bool
) -> Tokens:
    form = {**said, "client_id": application.client_id}
    if application.secret:
        form["client_secret"] = application.secret
    answer = _post(authority.token_url, form, may_be_private=may_be_private)
    access = answer.get("access_token")
    if not isinstance(access, str) or not access:
        raise AuthorityAway("no access token in the answer")
    life = str(answer.get("expires_in"))
    seconds = int(life) if life.isdecimal() else USUAL_LIFE
    return Tokens(access, str(answer.get("refresh_token") or ""), seconds)


def _post(url: str, form: Mapping[str, str], *, may_be_private: bool) -> dict[str, Any]:
    import httpx

    try:
        target = target_of(url, may_be_private=may_be_private)
    except AddressForbidden as problem:
        raise AuthorityForbidden(str(problem)) from problem
    except AddressUnknown as problem:
        raise AuthorityAway(str(problem)) from problem
    try:
        with httpx.Client(timeout=LIMIT_SECONDS, trust_env=False) as caller:
            response = caller.post(
                target.url, data=dict(form), headers=target.headers, extensions=target.extensions
            )
        answer = response.json()
    except (httpx.HTTPError, ValueError) as problem:
        raise AuthorityAway(f"{type(problem).__name__}: {problem}"[:200]) from problem
    if not isinstance(answer, dict):
        raise AuthorityAway("the answer is no JSON object")
    if response.is_success:
        return answer
    code = str(answer.get("error") or response.status_code)
    if response.is_server_error or code == "temporarily_unavailable":
        raise AuthorityAway(f"{response.status_code} {code}")
    raise ConsentRefused(code, str(answer.get("error_description") or code)[:200])
