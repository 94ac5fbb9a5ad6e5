"""What all visitors share: the store and the settings."""

from dataclasses import replace

import streamlit as st

from hrss.settings import Settings, load_settings
from hrss.store import Store, data_version, is_of_approved, migrate, open_store


@st.cache_resource(show_spinner="正在打开数据库…")
def open_shared_store(url: str) -> Store:
    """The store of that address, migrated, opened once for all visitors."""
    opened = open_store(settings())
    migrate(opened)
    return opened


def settings() -> Settings:
    """The settings in force."""
    return load_settings()


def store() -> Store:
    """The store in force; everything that came in counts."""
    return open_shared_store(settings().database_url)


def store_of(version: str) -> Store:
    """The store as a view of that version counts: all, or approved reports alone."""
    return replace(store(), is_approved_only=is_of_approved(version))


def current_version() -> str:
    """What the store holds now; everything cached is keyed by it."""
    return data_version(store())
