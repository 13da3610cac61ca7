"""Other people's tables: Word, Excel, mail and worksheet files read into plain rows, in bounded time and memory."""
