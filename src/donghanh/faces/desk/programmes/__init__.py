"""The desk's pages of the programmes: board, activities, promises, nominations, approved lists."""
