"""gongkai (公开): one file of facts in, the published disclosure document out."""
