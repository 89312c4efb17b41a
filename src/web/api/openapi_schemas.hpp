#pragma once

#include <string_view>

namespace foerderlauf {

/// The `components` of openapi.json: what the rows' `answer_schema` and `body_schema` name. Objects of the case are open for
/// more members, as the contract only grows.
inline constexpr std::string_view openapi_components = R"json({
"securitySchemes": {
  "bearer": {"type": "http", "scheme": "bearer"},
  "session": {"type": "apiKey", "in": "cookie", "name": "__Host-sid"},
  "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"}},
"parameters": {
  "IfMatch": {"name": "If-Match", "in": "header", "required": false, "schema": {"type": "string", "pattern": "^(\"[0-9]+\"|\\*)$"},
    "description": "The sequence number that was seen; an older one than the newest is answered with 412"},
  "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "required": false, "schema": {"type": "string", "maxLength": 255},
    "description": "The same key and body give the first answer again"},
  "AcceptLanguage": {"name": "Accept-Language", "in": "header", "required": false, "schema": {"type": "string"},
    "description": "Language of labels and messages: en, or German. Letters and workbooks are German"}},
"responses": {
  "Problem": {"description": "A refusal (RFC 9457)", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
"schemas": {
  "Schema": {"type": "object"},
  "Cents": {"type": "integer", "minimum": -10000000000000, "maximum": 10000000000000},
  "NullableText": {"type": ["string", "null"]},
  "NullableDate": {"type": ["string", "null"], "format": "date"},
  "Blocker": {"type": "object", "required": ["check", "source", "message", "values"], "properties": {
    "check": {"type": "string"}, "source": {"$ref": "#/components/schemas/NullableText"}, "message": {"type": "string"}, "values": {"type": "object"}}},
  "Fields": {"type": "object", "additionalProperties": {"type": "string"}},
  "Problem": {"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
    "incident": {"type": "string"}, "blockers": {"type": "array", "items": {"$ref": "#/components/schemas/Blocker"}},
    "fields": {"$ref": "#/components/schemas/Fields"}, "seq": {"type": "integer"},
    "since": {"type": "array", "items": {"$ref": "#/components/schemas/HistoryItem"}}}},
  "SignIn": {"type": "object", "required": ["account", "password"], "additionalProperties": false, "properties": {
    "account": {"type": "string"}, "password": {"type": "string"}, "code": {"type": "string"}}},
  "Session": {"type": "object", "required": ["account", "duties"], "properties": {
    "token": {"type": "string"}, "account": {"type": "string"}, "display_name": {"type": "string"}, "ends_at": {"type": "string", "format": "date-time"},
    "duties": {"type": "array", "items": {"type": "string"}},
    "held_duties": {"type": "array", "items": {"type": "object", "properties": {"duty": {"type": "string"},
      "recipient": {"$ref": "#/components/schemas/NullableText"}, "programme": {"$ref": "#/components/schemas/NullableText"}}}}}},
  "Programme": {"type": "object", "required": ["programme", "title", "version", "versions", "funding_objects", "machines"], "properties": {
    "programme": {"type": "string"}, "title": {"type": "string"}, "version": {"type": "string"},
    "versions": {"type": "array", "items": {"type": "string"}}, "funding_objects": {"type": "array", "items": {"type": "object"}},
    "closed_funding_objects": {"type": "array", "items": {"type": "object"}}, "machines": {"type": "array", "items": {"type": "object"}}}},
  "Ranking": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["case", "points", "highest", "complete", "derivation"]}}}},
  "Nothing": {"type": "object", "additionalProperties": false},
  "FundingPeriod": {"type": "object", "required": ["object", "kind", "from", "source", "reason"], "additionalProperties": false, "properties": {
    "object": {"type": "string"}, "kind": {"enum": ["open", "closed"]}, "from": {"type": "string", "format": "date"},
    "to": {"$ref": "#/components/schemas/NullableDate"}, "source": {"type": "string"}, "verified": {"type": "boolean"},
    "reason": {"type": "string"}}},
  "Programmes": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Programme"}}}},
  "Recipient": {"type": "object", "required": ["ags", "ars", "name", "kind", "district"], "properties": {
    "ags": {"$ref": "#/components/schemas/NullableText"}, "ars": {"$ref": "#/components/schemas/NullableText"}, "name": {"type": "string"},
    "kind": {"type": "string"}, "district": {"$ref": "#/components/schemas/NullableText"}, "successor": {"$ref": "#/components/schemas/Successor"}}},
  "Successor": {"type": ["object", "null"], "required": ["ags", "ars", "name", "since"], "properties": {
    "ags": {"$ref": "#/components/schemas/NullableText"}, "ars": {"$ref": "#/components/schemas/NullableText"}, "name": {"type": "string"},
    "since": {"type": "string", "format": "date"}}},
  "BudgetProposal": {"type": "object", "required": ["number", "kind", "budget_line", "year", "state", "reason", "proposed_by", "proposed_at"],
    "properties": {"number": {"type": "integer"}, "kind": {"type": "string"}, "budget_line": {"type": "string"}, "year": {"type": "integer"},
      "state": {"enum": ["open", "released", "declined", "withdrawn"]}, "reason": {"$ref": "#/components/schemas/NullableText"},
      "amount_cents": {"$ref": "#/components/schemas/Cents"}, "old_cents": {"type": ["integer", "null"]}, "new_cents": {"type": ["integer", "null"]},
      "unmet_cents": {"type": ["integer", "null"]},
      "proposed_by": {"type": "string"}, "proposed_at": {"type": "string", "format": "date-time"}}},
  "BudgetProposals": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/BudgetProposal"}}}},
  "ProposeBudget": {"type": "object", "required": ["kind", "budget_line", "year", "reason"], "additionalProperties": false, "properties": {
    "kind": {"enum": ["open_year", "appropriation", "commitment_appropriation", "carry_over", "virement", "block", "unblock",
      "provisional", "regular", "label"]},
    "budget_line": {"type": "string"}, "year": {"type": "integer"}, "due_year": {"type": "integer"}, "from_year": {"type": "integer"}, "to_line": {"type": "string"},
    "amount_cents": {"$ref": "#/components/schemas/Cents"}, "label": {"type": "string"}, "reason": {"type": "string"}}},
  "DecideBudget": {"type": "object", "additionalProperties": false, "properties": {"reason": {"type": "string"}}},
  "Recipients": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Recipient"}}}},
  "OpenCase": {"type": "object", "required": ["programme", "recipient"], "additionalProperties": false, "properties": {
    "programme": {"type": "string"}, "recipient": {"type": "string", "pattern": "^([0-9]{8}|[0-9]{12})$"}, "form": {"type": "object"}}},
  "MergePatch": {"type": "object"},
  "Step": {"type": "object", "additionalProperties": false, "properties": {"reason": {"type": ["string", "null"]}, "fields": {"type": ["object", "null"]}}},
  "OpenMachine": {"type": "object", "additionalProperties": false, "properties": {"fields": {"type": ["object", "null"]}}},
  "Bulk": {"type": "object", "required": ["step", "cases"], "additionalProperties": false, "properties": {
    "step": {"type": "string"}, "cases": {"type": "array", "maxItems": 200, "items": {"type": "integer"}},
    "reason": {"type": ["string", "null"]}, "fields": {"type": ["object", "null"]}}},
  "Outcomes": {"type": "object", "required": ["outcomes"], "properties": {"outcomes": {"type": "array", "items": {"type": "object",
    "required": ["case", "status"], "properties": {"case": {"type": "integer"}, "status": {"type": "integer"}, "seq": {"type": "integer"},
      "detail": {"type": "string"}, "blockers": {"type": "array", "items": {"$ref": "#/components/schemas/Blocker"}},
      "fields": {"$ref": "#/components/schemas/Fields"}}}}}},
  "Confirm": {"type": "object", "required": ["share_cents"], "additionalProperties": false, "properties": {"share_cents": {"$ref": "#/components/schemas/Cents"}}},
  "Reason": {"type": "object", "required": ["reason"], "additionalProperties": false, "properties": {"reason": {"type": "string"}}},
  "RetentionWish": {"type": "object", "additionalProperties": false, "properties": {
    "outcome": {"enum": ["taken_over", "no_lasting_value"]}, "date": {"type": "string", "format": "date"}, "reference": {"type": "string"},
    "what": {"type": "string", "pattern": "^(document|event)/[0-9]+$"}, "reason": {"type": "string"}}},
  "Retention": {"type": "object", "required": ["ended_on", "until", "years", "source", "unverified", "offered_on", "answered_on", "answer",
      "archive_reference", "disposal_proposed", "erasure_proposed", "disposed_on"], "properties": {
    "ended_on": {"$ref": "#/components/schemas/NullableDate"}, "until": {"$ref": "#/components/schemas/NullableDate"},
    "years": {"type": ["integer", "null"]}, "source": {"$ref": "#/components/schemas/NullableText"}, "unverified": {"type": "boolean"},
    "offered_on": {"$ref": "#/components/schemas/NullableDate"}, "answered_on": {"$ref": "#/components/schemas/NullableDate"},
    "answer": {"$ref": "#/components/schemas/NullableText"}, "archive_reference": {"$ref": "#/components/schemas/NullableText"},
    "disposal_proposed": {"type": "boolean"}, "erasure_proposed": {"$ref": "#/components/schemas/NullableText"},
    "disposed_on": {"$ref": "#/components/schemas/NullableDate"}}},
  "SubstitutionWish": {"type": "object", "required": ["substitute", "from", "to", "reason"], "additionalProperties": false, "properties": {
    "account": {"type": "string"}, "substitute": {"type": "string"}, "from": {"type": "string", "format": "date"},
    "to": {"type": "string", "format": "date"}, "reason": {"type": "string"}}},
  "Substitution": {"type": "object", "required": ["id", "account", "substitute", "from", "to", "ended_on", "granted_by", "reason"], "properties": {
    "id": {"type": "integer"}, "account": {"type": "object"}, "substitute": {"type": "object"}, "from": {"type": "string", "format": "date"},
    "to": {"type": "string", "format": "date"}, "ended_on": {"$ref": "#/components/schemas/NullableDate"},
    "granted_by": {"$ref": "#/components/schemas/NullableText"}, "reason": {"type": "string"}}},
  "Substitutions": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Substitution"}}}},
  "Conflict": {"type": "object", "required": ["kind", "reason"], "additionalProperties": false, "properties": {
    "kind": {"enum": ["excluded", "concern"]}, "reason": {"type": "string"}, "account": {"type": "string"}}},
  "Assignment": {"type": "object", "required": ["account"], "additionalProperties": false, "properties": {
    "account": {"type": "string"}, "duty": {"type": "string", "description": "Without it the duty that holds the case"}, "reason": {"type": "string", "description": "Needed unless one takes what nobody has"}}},
  "Upload": {"type": "object", "required": ["kind", "file"], "properties": {"kind": {"type": "string"},
    "file": {"type": "string", "contentMediaType": "application/octet-stream"}}},
  "Document": {"type": "object", "required": ["id", "kind", "name", "sha256", "size"], "properties": {
    "id": {"type": "integer"}, "kind": {"type": "string"}, "name": {"$ref": "#/components/schemas/NullableText"},
    "sha256": {"type": "string"}, "size": {"type": "integer"}}},
  "VoucherFile": {"type": "object", "required": ["file"], "properties": {
    "file": {"type": "string", "contentMediaType": "application/octet-stream", "description": "CSV with semicolons or commas, or an Excel workbook (.xlsx); the columns of the template"}}},
  "RowsFile": {"type": "object", "properties": {
    "file": {"type": "string", "contentMediaType": "application/octet-stream", "description": "CSV with semicolons or commas, or an Excel workbook (.xlsx); the columns of the form's field"},
    "text": {"type": "string", "description": "Instead of a file: rows parted by line ends, values by tabs, as a spreadsheet copies them"}}},
  "RowDifferences": {"type": "object", "required": ["rows", "differences"], "properties": {
    "rows": {"type": "array", "items": {"type": "object"}, "description": "As PATCH of the form takes them"},
    "differences": {"type": "array", "items": {"type": "object", "required": ["kind", "place", "before", "after"], "properties": {
      "kind": {"enum": ["same", "added", "changed", "removed"]}, "place": {"type": "integer"}, "before": {"type": "object"}, "after": {"type": "object"}}}}}},
  "Vouchers": {"type": "object", "required": ["vouchers", "sum_cents"], "properties": {
    "vouchers": {"type": "array", "items": {"type": "object"}}, "sum_cents": {"$ref": "#/components/schemas/Cents"}}},
  "OfferedStep": {"type": "object", "required": ["name", "title", "primary", "allowed", "needs", "blockers", "hints"], "properties": {
    "name": {"type": "string"}, "title": {"type": "string"}, "primary": {"type": "boolean"}, "allowed": {"type": "boolean"},
    "needs": {"type": "array", "items": {"type": "string"}}, "blockers": {"type": "array", "items": {"$ref": "#/components/schemas/Blocker"}},
    "hints": {"description": "Soft rules departed from with a reason: shown and recorded, not in the way.",
              "type": "array", "items": {"$ref": "#/components/schemas/Blocker"}},
    "proposed": {"description": "What the case already knows of the step's fields; only where there is something. A proposal, never an answer.",
                 "type": "object"}}},
  "Case": {"type": "object", "required": ["id", "file_number", "programme", "version", "recipient", "represented_by", "state", "state_label",
      "public_label", "owner", "owner_since", "seq", "served_on", "forms", "partners", "steps", "machines", "deadlines", "money"], "properties": {
    "id": {"type": "integer"}, "file_number": {"$ref": "#/components/schemas/NullableText"}, "programme": {"type": "string"},
    "version": {"type": "string"}, "recipient": {"$ref": "#/components/schemas/Recipient"},
    "represented_by": {"oneOf": [{"$ref": "#/components/schemas/Recipient"}, {"type": "null"}]}, "state": {"type": "string"},
    "state_label": {"type": "string"}, "public_label": {"type": "string"}, "owner": {"$ref": "#/components/schemas/NullableText"},
    "owner_since": {"type": "string", "format": "date"}, "seq": {"type": "integer"}, "served_on": {"$ref": "#/components/schemas/NullableDate"},
    "offered_on": {"$ref": "#/components/schemas/NullableDate"}, "consultations": {"type": "integer"},
    "similar": {"description": "GET of one case, for the authority: applications of the same bodies that may be for the same thing.", "type": "array",
      "items": {"type": "object", "required": ["id", "file_number", "programme", "project_title", "state", "why"]}},
    "officers": {"description": "To whom the case was given, by duty.", "type": "array",
      "items": {"type": "object", "required": ["duty", "account"]}},
    "forms": {"type": "object"}, "partners": {"type": "array", "items": {"type": "object", "required": ["recipient", "share_cents", "state", "at"]}},
    "steps": {"type": "array", "items": {"$ref": "#/components/schemas/OfferedStep"}},
    "machines": {"type": "array", "items": {"type": "object", "required": ["id", "machine", "state", "steps"]}},
    "deadlines": {"type": "array", "items": {"type": "object", "required": ["name", "due", "source", "then", "reminded_on"]}},
    "money": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Cents"}}}},
  "Cases": {"type": "object", "required": ["items", "next"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["id", "state", "seq"]}}, "next": {"$ref": "#/components/schemas/NullableText"}}},
  "HistoryItem": {"type": "object", "required": ["seq", "at", "actor", "duty", "machine", "step", "from", "to", "reason", "facts", "hash", "prev_hash"],
    "properties": {"seq": {"type": "integer"}, "at": {"type": "string", "format": "date-time"},
      "actor": {"type": "object", "required": ["account", "name"], "properties": {"account": {"type": "integer"}, "name": {"$ref": "#/components/schemas/NullableText"}}},
      "machine": {"type": "integer"}, "step": {"type": "string"}, "facts": {"type": "object"}, "hash": {"type": "string"}, "prev_hash": {"type": "string"}}},
  "History": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/HistoryItem"}}}},
  "WriteMessage": {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {
    "text": {"type": "string", "minLength": 1, "maxLength": 10000}}},
  "ReadMessages": {"type": "object", "required": ["seq"], "additionalProperties": false, "properties": {"seq": {"type": "integer"}}},
  "Messages": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["seq", "at", "actor", "duty", "from", "text", "erased", "unread"], "properties": {"seq": {"type": "integer"},
      "at": {"type": "string", "format": "date-time"}, "actor": {"type": "object"}, "duty": {"type": "string"},
      "from": {"enum": ["applicant", "authority"]}, "text": {"$ref": "#/components/schemas/NullableText"},
      "erased": {"type": "boolean"}, "unread": {"type": "boolean"}}}}}},
  "Letters": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["id", "name", "seq", "sha256", "opening_serves"]}}}},
  "LetterDraft": {"type": "object", "required": ["name", "content", "sha256"], "properties": {"name": {"type": "string"}, "content": {"type": "string"},
    "sha256": {"type": "string"}}},
  "Budget": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["budget_line", "programme", "year", "available_cents", "commitment_appropriations"]}}}},
  "Reports": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["name", "title", "options"]}}}},
  "ReportOptions": {"type": "object", "additionalProperties": false, "properties": {"programme": {"type": ["string", "null"]},
    "year": {"type": ["integer", "null"], "minimum": 1900, "maximum": 2199}, "as_of": {"$ref": "#/components/schemas/NullableDate"}}},
  "Job": {"type": "object", "required": ["id", "status", "progress"], "properties": {"id": {"type": "string"}, "report": {"type": "string"},
    "status": {"enum": ["waiting", "running", "done", "failed"]}, "progress": {"type": "integer"},
    "file": {"$ref": "#/components/schemas/NullableText"}, "detail": {"$ref": "#/components/schemas/NullableText"}}}}
})json";

}  // namespace foerderlauf
