-- What the official directory knows of a body besides, and a quick way to the few bodies that have an end.
ALTER TABLE recipient ADD COLUMN seat TEXT NOT NULL DEFAULT '';
ALTER TABLE recipient ADD COLUMN area_ha INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recipient ADD COLUMN postal_code TEXT NOT NULL DEFAULT '';
CREATE INDEX recipient_ended ON recipient (valid_to) WHERE valid_to IS NOT NULL;
