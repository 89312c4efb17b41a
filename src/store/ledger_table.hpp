#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"

namespace foerderlauf {

/// Reads the ledger on one connection.
class LedgerReading {
public:
    explicit LedgerReading(sqlite3* connection);

    Balances balances();
    Balances from_outside();
    /// What stood before a moment: today's less everything booked since. Costs as much as was booked since.
    Balances balances_before(Instant moment);
    Balances from_outside_before(Instant moment);
    /// Every booking of an event before that moment.
    void each_booking(BookingSource source, Instant before, const std::function<void(const Booking&)>& visit);

private:
    /// Visits the postings of events from that moment on.
    void each_since(Instant moment, const std::function<void(const Posting&)>& visit);

    void each_kept_booking(Instant before, const std::function<void(const Booking&)>& visit);
    void each_told_booking(Instant before, const std::function<void(const Booking&)>& visit);

    Statement balances_, outside_, since_, kept_bookings_, told_bookings_;
};

/// Books on the writing connection: rows of the postings, and the balances that they changed.
class LedgerWriting {
public:
    explicit LedgerWriting(sqlite3* connection);

    void keep_postings(const Event& event);
    /// Writes the balances of the accounts these postings touch, and the sums from outside.
    void keep_balances(const std::vector<Posting>& postings, const Balances& balances, const Balances& from_outside);
    void keep_balance(const LedgerAccount& account, Money amount);
    void keep_from_outside(const LedgerAccount& account, Money amount);

private:
    Statement posting_, balance_, outside_;
};

}  // namespace foerderlauf
