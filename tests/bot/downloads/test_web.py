"""The web process serves the pages behind links beside the webhook, and imports nothing heavy for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.bootstrap.web import webhook_app
from bot.settings import Settings
from tests.architecture.source import ROOT
from tests.bot.store.opened import lay_tables


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings of a web process with a store that has its tables."""
    url = f"sqlite:///{tmp_path}/madoguchi.db"
    lay_tables(url)
    return Settings.model_validate(
        {
            "line_channel_secret": "0123456789abcdef",
            "line_channel_id": "1",
            "database_url": url,
            "secret_key": "sixteen letters or more",
            "data_keys": Fernet.generate_key().decode(),
        }
    )


@pytest.mark.parametrize("name", ["page", "copy"])
def test_its_style_is_served(name: str, settings: Settings) -> None:
    with webhook_app(settings).test_client().get(f"/d/static/{name}.css") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/css")


def test_a_store_that_is_down_is_said_to_come_back(settings: Settings, tmp_path: Path) -> None:
    client = webhook_app(settings).test_client()
    (tmp_path / "madoguchi.db").unlink()
    (tmp_path / "madoguchi.db").write_bytes(b"no database at all" * 100)
    answer = client.get(f"/d/{'x' * 43}")
    assert (answer.status_code, "もう一度お試しください" in answer.text) == (503, True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_web_process_loads_neither_the_sdk_nor_the_matching_nor_the_pdf_library() -> None:
    heavy = {"linebot", "numpy", "rapidfuzz", "weasyprint"}
    ask = f"import sys, bot.bootstrap.web; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "set()"
