"""The pages by which a customer reads and signs a document, and anybody checks one."""
