"""``xetkhen serve`` and ``xetkhen user``: the page, and who may sign in to it."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.command.options import ALSO_LANG, FORMAT, LANG, LEDGER, print_json
from engine.console import Command, Group
from engine.ledger import place_of
from engine.problems import UnusableInput
from engine.wording import say

if TYPE_CHECKING:
    from engine.web import Accounts

_ROLES = ("officer", "council", "auditor")
_DATA = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), envvar="XETKHEN_PAGE",
    help="Thư mục dữ liệu của trang (tài khoản, tệp đã gửi, kết quả). /"
         " Folder of the page's own data (accounts, uploads, results).",
)  # fmt: skip


def _folder(data: Path | None) -> Path:
    """``--data``, else ``$XETKHEN_PAGE`` (click sees to it), else beside what other programs keep for this user."""
    kept = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return data or Path(kept) / "xetkhen" / "page"


def _absolute(ledger: str | None) -> str | None:
    """A run is made in a folder of its own: a ledger named from here must be found from there."""
    if ledger is None or ledger == "none" or "://" in ledger:
        return ledger
    return str(Path(ledger).absolute())


def _needed() -> None:
    """The page's libraries are an extra: say which, where they are missing."""
    import importlib.util

    wanted = ("starlette", "jinja2", "uvicorn", "multipart", "argon2", "limits")
    missing = [name for name in wanted if importlib.util.find_spec(name) is None]
    if missing:
        raise UnusableInput(say("web.extra_missing", names=", ".join(missing)))


@click.command("serve", cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Địa chỉ; ngoài máy này thì cần chứng thư TLS. / Address; outside this machine TLS is needed.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Cổng. / Port.")
@click.option("--name", "names", multiple=True, metavar="HOST[:PORT]", envvar="XETKHEN_NAMES",
              help="Tên máy được dùng để mở trang; kèm cổng nếu cổng bên ngoài khác --port. /"
                   " A host name the page is asked for by; with a port where the outside has another than --port.")
@click.option("--tls-cert", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Chứng thư TLS (PEM). / TLS certificate (PEM).")
@click.option("--tls-key", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Khóa của chứng thư (PEM). / Its key (PEM).")
@click.option("--as", "role", type=click.Choice(_ROLES), default="officer", show_default=True,
              help="Vai trò của người mở trang bằng đường dẫn một lần. / Role of who opens the one-time link.")
@click.option("--browser", is_flag=True, help="Mở trình duyệt. / Open the browser.")
@click.option("--ledger", metavar="URL", help="Sổ lượt xét. / The ledger.")
@_DATA
@LANG
def serve_command(
    host: str, port: int, names: tuple[str, ...], tls_cert: Path | None, tls_key: Path | None, role: str,
    browser: bool, ledger: str | None, data: Path | None, lang: str,
) -> None:
    """Mở trang trong trình duyệt, trên máy này. / The same job in a browser, on this machine.

    Ví dụ / Example:
      xetkhen serve
    """
    _needed()
    from engine.web import Config, serve

    config = Config(
        _folder(data).absolute(), host, port, names, tls_cert, tls_key, _absolute(ledger), lang,
    )  # fmt: skip

    def tell(link: str) -> None:
        click.echo(say("web.serving" if config.loopback else "web.serving_outside", link=link).in_(lang))

    serve(config, getpass.getuser(), role, tell, browser=browser)


@click.group("user", cls=Group, invoke_without_command=True)
@ALSO_LANG
def user_group() -> None:
    """Tài khoản của trang: thêm, liệt kê, đổi mật khẩu, khóa. / Accounts of the page: add, list, password, disable.

    Ví dụ / Example:
      xetkhen user add nguyenvana --role officer
    """


def _accounts(data: Path | None) -> Accounts:
    _needed()
    from engine.web import Accounts, Store
    from engine.web.config import utc_now

    return Accounts(Store(_folder(data) / "page.sqlite"), utc_now)


def _password(lang: str) -> str:
    """Typed twice on a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(
        say("web.password").in_(lang), hide_input=True, confirmation_prompt=say("web.password_again").in_(lang)
    ))  # fmt: skip


@user_group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True,
              help="officer: cán bộ; council: hội đồng; auditor: kiểm tra. / What the person may do.")
@_DATA
@LANG
def user_add(name: str, role: str, data: Path | None, lang: str) -> None:
    """Thêm một tài khoản. / Add an account.

    Mật khẩu được hỏi, hoặc đọc từ dòng đầu của đầu vào chuẩn. / The password is asked for, or read from standard input.

    Ví dụ / Example:
      xetkhen user add nguyenvana --role officer
    """
    _accounts(data).add(name, role, _password(lang))
    click.echo(say("web.user_added", name=name, role=say(f"web.role_{role}")).in_(lang))


@user_group.command("list")
@_DATA
@FORMAT
@LANG
def user_list(data: Path | None, format_: str, lang: str) -> None:
    """Liệt kê tài khoản. / List the accounts.

    Ví dụ / Example:
      xetkhen user list
    """
    found = _accounts(data).all()
    if format_ == "json":
        print_json([{"name": name, "role": role, "enabled": enabled} for name, role, enabled in found])
        return
    for name, role, enabled in found:
        off = "" if enabled else f"  ({say('web.disabled').in_(lang)})"
        click.echo(f"{name:<24} {say(f'web.role_{role}').in_(lang)}{off}")


@user_group.command("password")
@click.argument("name")
@_DATA
@LANG
def user_password(name: str, data: Path | None, lang: str) -> None:
    """Đổi mật khẩu; ai đang đăng nhập bằng tên này bị đăng xuất. / Change a password; the person is signed out.

    Ví dụ / Example:
      xetkhen user password nguyenvana
    """
    _accounts(data).set_password(name, _password(lang))
    click.echo(say("web.password_changed", name=name).in_(lang))


@user_group.command("disable")
@click.argument("name")
@_DATA
@LANG
def user_disable(name: str, data: Path | None, lang: str) -> None:
    """Khóa một tài khoản; việc đã làm vẫn còn. / Disable an account; what was done under it stays.

    Ví dụ / Example:
      xetkhen user disable nguyenvana
    """
    _accounts(data).disable(name)
    click.echo(say("web.user_disabled", name=name).in_(lang))


@user_group.command("enable")
@click.argument("name")
@_DATA
@LANG
def user_enable(name: str, data: Path | None, lang: str) -> None:
    """Mở lại một tài khoản đã khóa. / Let a disabled account in again.

    Ví dụ / Example:
      xetkhen user enable nguyenvana
    """
    _accounts(data).enable(name)
    click.echo(say("web.user_enabled", name=name).in_(lang))


@user_group.command("role")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True,
              help="officer: cán bộ; council: hội đồng; auditor: kiểm tra. / What the person may do from now on.")
@_DATA
@LANG
def user_role(name: str, role: str, data: Path | None, lang: str) -> None:
    """Đổi vai trò; ai đang đăng nhập bằng tên này bị đăng xuất. / Change a role; the person is signed out.

    Ví dụ / Example:
      xetkhen user role nguyenvana --role auditor
    """
    _accounts(data).set_role(name, role)
    click.echo(say("web.role_changed", name=name, role=say(f"web.role_{role}")).in_(lang))


@click.command("backup", cls=Command)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="Tệp .zip mới. / The new .zip file.")
@_DATA
@LEDGER
@LANG
def backup_command(output: Path, data: Path | None, ledger: str | None, lang: str) -> None:
    """Sao lưu dữ liệu của trang và sổ, cả khi đang chạy. / Back up the page's data and the ledger, running or not.

    Ví dụ / Example:
      xetkhen backup -o sao-luu.zip
    """
    from engine.web.backup import back_up, holds_ledger

    file = _ledger_file(ledger, lang)
    n = back_up(_folder(data), file, output)
    click.echo(say("web.backed_up", n=n, file=output).in_(lang))
    if holds_ledger(output):
        click.echo(say("web.with_ledger", file=file).in_(lang))
    elif file is not None:
        click.echo(say("web.ledger_not_there", file=file).in_(lang), err=True)


def _ledger_file(said: str | None, lang: str) -> Path | None:
    """Where the ledger lies, as every command finds it; None, and said so, where it lies in no file."""
    place = place_of(said, os.environ)
    if place is None:
        click.echo(say("web.ledger_left_out").in_(lang), err=True)
    elif place.path is None:
        click.echo(say("web.ledger_elsewhere", place=place.shown).in_(lang), err=True)
    return place.path if place is not None else None


@click.command("restore", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@_DATA
@LEDGER
@LANG
def restore_command(file: Path, data: Path | None, ledger: str | None, lang: str) -> None:
    """Phục hồi một bản sao lưu vào nơi còn trống. / Restore a backup into empty places.

    Ví dụ / Example:
      xetkhen restore sao-luu.zip --data /noi/moi/page --ledger /noi/moi/ledger.sqlite
    """
    from engine.web.backup import holds_ledger, restore

    target = _ledger_file(ledger, lang)
    n = restore(file, _folder(data), target)
    click.echo(say("web.restored", n=n, place=_folder(data)).in_(lang))
    if target is not None and holds_ledger(file):
        click.echo(say("web.with_ledger", file=target).in_(lang))
    else:
        click.echo(say("web.ledger_not_restored").in_(lang), err=True)
