from hrss.store.passwords import HASHER, NOBODYS_HASH, hash_password, verify_password


def test_only_the_password_that_was_hashed_fits():
    kept = hash_password("correct horse battery")

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=2$")
    assert "correct" not in kept
    assert verify_password(kept, "correct horse battery")
    assert not verify_password(kept, "correct horse batterz")
    assert not verify_password("no hash at all", "correct horse battery")


def test_two_hashes_of_one_password_differ():
    assert hash_password("correct horse") != hash_password("correct horse")


def test_nobodys_hash_costs_what_everybodys_does():
    assert not HASHER.check_needs_rehash(NOBODYS_HASH)
