"""Apache, with the `.htaccess` that the site gives out, as shared hosts have it: what else it is told is Debian's."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.places import Place
from tests.hosts.servers.process import HOST, Command

_MODULES = Path("/usr/lib/apache2/modules")
_NEEDED = ("mpm_event", "authn_core", "authz_core", "dir", "mime")
_USUAL = ("alias", "autoindex", "deflate", "env", "expires", "filter", "headers", "negotiation", "rewrite", "setenvif")
"""What hosts have besides: Debian's own choice, and what everybody turns on."""

_CONFIGURATION = """\
{modules}
ServerName {host}
ServerRoot {ground}
DefaultRuntimeDir {ground}
PidFile {ground}/pid
Listen {host}:{port}
ErrorLog {ground}/output
LogLevel error
StartServers 1
ServerLimit 1
ThreadsPerChild 4
MaxRequestWorkers 4
TypesConfig /dev/null
AccessFileName .htaccess
AddDefaultCharset Off
DocumentRoot {documents}
<Directory />
    AllowOverride None
    Require all denied
</Directory>
<Directory {documents}>
    Options Indexes FollowSymLinks
    AllowOverride All
    Require all granted
</Directory>
<FilesMatch "^\\.ht">
    Require all denied
</FilesMatch>
"""


def configure(program: str, port: int, place: Place, ground: Path) -> Command:
    """Write the configuration; give the command line."""
    return _command(program, port, place, ground, (*_NEEDED, *_USUAL))


def configure_bare(program: str, port: int, place: Place, ground: Path) -> Command:
    """Do so for an Apache without the modules that a host may lack."""
    return _command(program, port, place, ground, _NEEDED)


def _command(program: str, port: int, place: Place, ground: Path, modules: tuple[str, ...]) -> Command:
    loaded = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in modules)
    file = ground / "apache.conf"
    text = _CONFIGURATION.format(modules=loaded, host=HOST, ground=ground, port=port, documents=place.documents)
    file.write_text(text, encoding="utf-8")
    return [program, "-D", "FOREGROUND", "-f", file]
