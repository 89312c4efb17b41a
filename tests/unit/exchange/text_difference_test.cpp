#include "exchange/text_difference.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using Kind = DifferenceLine::Kind;

TEST_CASE("equal texts differ in nothing") {
    CHECK(difference_of("", "").empty());
    CHECK(difference_of("eins\nzwei\n", "eins\nzwei\n").empty());
}

TEST_CASE("a changed line is one removed and one added, with two around it") {
    const auto lines = difference_of("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\ne\nf\ng\n");
    CHECK(lines == std::vector<DifferenceLine>{{Kind::Gap, "", 0},
                                               {Kind::Kept, "b", 2},
                                               {Kind::Kept, "c", 3},
                                               {Kind::Removed, "d", 4},
                                               {Kind::Added, "D", 4},
                                               {Kind::Kept, "e", 5},
                                               {Kind::Kept, "f", 6}});
}

TEST_CASE("a text that is new is added line by line, one that is gone removed") {
    CHECK(difference_of("", "ä\nö\r\n") == std::vector<DifferenceLine>{{Kind::Added, "ä", 1}, {Kind::Added, "ö", 2}});
    CHECK(difference_of("nur\n", "") == std::vector<DifferenceLine>{{Kind::Removed, "nur", 1}});
}

TEST_CASE("a last line without its end is a line") {
    CHECK(difference_of("eins", "eins\nzwei") ==
          std::vector<DifferenceLine>{{Kind::Removed, "eins", 1}, {Kind::Added, "eins", 1}, {Kind::Added, "zwei", 2}});
}

TEST_CASE("far changes stand apart") {
    std::string before, after;
    for (int n = 0; n < 30; ++n) {
        before += "Zeile " + std::to_string(n) + "\n";
        after += (n == 3 || n == 25 ? "Neue Zeile " : "Zeile ") + std::to_string(n) + "\n";
    }
    const auto lines = difference_of(before, after);
    CHECK(std::ranges::count(lines, Kind::Gap, &DifferenceLine::kind) == 2);
    CHECK(std::ranges::count(lines, Kind::Added, &DifferenceLine::kind) == 2);
    CHECK(std::ranges::count(lines, Kind::Removed, &DifferenceLine::kind) == 2);
}

TEST_CASE("a changed word stands between the words that were kept") {
    using Fate = DifferencePiece::Kind;
    CHECK(difference_of_words("Laufender Betrieb, nicht zuwendungsfähig", "Einrichtung zur Hälfte zuwendungsfähig") ==
          std::vector<DifferencePiece>{{Fate::Removed, "Laufender Betrieb, nicht"},
                                       {Fate::Added, "Einrichtung zur Hälfte"},
                                       {Fate::Kept, "zuwendungsfähig"}});
}

TEST_CASE("line ends are kept, added and removed like words") {
    using Fate = DifferencePiece::Kind;
    CHECK(difference_of_words("Lizenzen 100\nSchulung 50", "Lizenzen 100\nSchulung 70\nReise 5") ==
          std::vector<DifferencePiece>{
              {Fate::Kept, "Lizenzen 100\nSchulung"}, {Fate::Removed, "50"}, {Fate::Added, "70\nReise 5"}});
}

TEST_CASE("equal texts have no changed words, and a text from nothing is all new") {
    using Fate = DifferencePiece::Kind;
    CHECK(difference_of_words("gleich", "gleich").empty());
    CHECK(difference_of_words("", "zwei  Worte") == std::vector<DifferencePiece>{{Fate::Added, "zwei Worte"}});
}
