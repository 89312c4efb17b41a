#pragma once

#include "store/store.hpp"

#include <string>

namespace foerderlauf::test {

Instant at(std::string_view day, int minute = 0);  ///< noon UTC of that day and some minutes
LedgerAccount account(int budget_year, int due_year, std::string stage);

/// A case's list row from what the test events carry: the owner is `owner of <state>`.
CaseRow project(const CaseFile& file);

/// The first event of a case.
Event opening(const std::string& recipient = "16075085", const std::string& programme = "thueregovrl",
              Instant when = at("2026-03-02"));
/// A step of the main machine.
Event step(std::string name, std::string from, std::string to, Instant when = at("2026-03-03"));
Event submission(std::string file_number, Instant when = at("2026-03-04"));
Event booking(std::vector<Posting> postings, Instant when = at("2026-03-05"));
Event with_deadline(Event event, std::string name, Date due, std::string then_fire = "");
Event titled(std::string title, Instant when = at("2026-03-03"));

/// 10,000.00 € of appropriation for 2026.
Event appropriation(Instant when = at("2026-01-02"));
Posting reservation(std::int64_t cents);

/// Appends to the next free case and gives its number.
CaseId file_case(Store& store, NewEvents events);
void append(Store& store, CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters = {});

/// Everything in a case file as text, so that two can be compared and a difference read.
std::string dump(const CaseFile& file);
std::string dump(const Balances& balances);
/// The keys of what was found, in order.
std::vector<std::string> keys(const std::vector<Difference>& found);
/// Two applications, one submitted with money reserved and letters, and the installation's own record.
void fill(Store& store);

}  // namespace foerderlauf::test
