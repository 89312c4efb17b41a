#include "reports/ordered_rows.hpp"
#include "reports/row_pipe.hpp"

#include "reports/report_history.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace std::chrono;

namespace {

bool by_first(const Cells& a, const Cells& b) { return a.front() < b.front(); }

std::vector<Cells> drained(OrderedRows& rows) {
    std::vector<Cells> all;
    rows.drain([&](const Cells& row) { all.push_back(row); });
    return all;
}

}  // namespace

TEST_CASE("rows come out in order, equal ones as they came in, whether they were held or lay in files") {
    for (const std::size_t held : {1U, 3U, 4U, 100U}) {
        INFO(held);
        OrderedRows rows{by_first, held};
        std::int64_t place = 0;
        for (const std::int64_t number : {3, 1, 2, 3, 1, 2, 1}) rows.add({number, place++});
        const auto all = drained(rows);
        REQUIRE(all.size() == 7);
        CHECK(std::ranges::is_sorted(all, [](const Cells& a, const Cells& b) { return a < b; }));
        CHECK(drained(rows).empty());
    }
}

TEST_CASE("every kind of cell comes back from the file as it was") {
    const Cells row = {std::string{"Stra\xC3\x9F"
                                   "e\n\0x",
                                   10},
                       Money::cents(-12'345),
                       year{2026} / 2 / 28,
                       std::int64_t{-7},
                       Percent{6667},
                       true,
                       false,
                       Cell{},
                       std::string{}};
    OrderedRows rows{[](const Cells&, const Cells&) { return false; }, 1};
    rows.add(Cells{row});
    rows.add(Cells{row});
    CHECK(drained(rows) == std::vector<Cells>{row, row});
}

namespace {

/// Asks for the rows of a reading of our own.
void beside(const std::function<void(const Emits&)>& reading,
            const std::function<void(std::size_t, const Cells&)>& take, const WritingProgress& progress = {}) {
    test::ReportHistory history;
    const ReportOptions options;
    history.store.read([&](Snapshot& snapshot) {
        const Asking asking{snapshot, history.programmes, test::texts(), options, history.clock.today(), progress};
        read_beside(
            asking, {"a", "b"}, [&](const Asking&, const Emits& emits) { reading(emits); }, take);
    });
}

}  // namespace

TEST_CASE("rows read on another thread come in their order, of every query, and none is lost") {
    constexpr std::int64_t number = 10'000;
    std::int64_t expected = 0;
    beside(
        [&](const Emits& emits) {
            for (std::int64_t i = 0; i < number; ++i) emits.at(i % 3 == 0 ? "b" : "a")({i});
        },
        [&](std::size_t query, const Cells& row) {
            REQUIRE(std::get<std::int64_t>(row.front()) == expected);
            REQUIRE(query == (expected++ % 3 == 0 ? 1 : 0));
        });
    CHECK(expected == number);
}

TEST_CASE("a fault of the reading reaches who asked") {
    int taken = 0;
    const auto read = [](const Emits& emits) {
        emits.at("a")({std::int64_t{1}});
        throw std::domain_error{"unreadable"};
    };
    CHECK_THROWS_AS(beside(read, [&](std::size_t, const Cells&) { ++taken; }), std::domain_error);
    CHECK(taken <= 1);
}

TEST_CASE("who takes no more rows ends the reading") {
    const auto read = [](const Emits& emits) {
        while (true) emits.at("a")({std::int64_t{1}});
    };
    CHECK_THROWS_AS(beside(read, [](std::size_t, const Cells&) { throw std::domain_error{"the disk is full"}; }),
                    std::domain_error);
}
