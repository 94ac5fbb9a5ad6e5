"""What Alembic runs: the revisions, on the connection that `migrate` hands over.

The connection is already in the transaction that holds the store's lock, so that
all revisions land together or not at all.
"""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
