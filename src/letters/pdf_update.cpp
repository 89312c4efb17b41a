#include "letters/pdf_update.hpp"

#include "base/sha256.hpp"

#include <charconv>
#include <fmt/format.h>
#include <map>

namespace foerderlauf {

namespace {

constexpr std::size_t signature_room = 16'384;  ///< bytes of DER: a chain of some certificates fits

bool ends_a_name(char character) {
    return std::string_view{" \t\r\n/<>[]()"}.find(character) != std::string_view::npos;
}

/// Where what follows a key of a dictionary begins.
std::optional<std::size_t> after_key(std::string_view dictionary, std::string_view key) {
    for (auto at = dictionary.find(key); at != std::string_view::npos; at = dictionary.find(key, at + 1))
        if (const auto end = at + key.size(); end < dictionary.size() && ends_a_name(dictionary[end])) return end;
    return {};
}

std::optional<std::size_t> number_at(std::string_view text, std::size_t at) {
    while (at < text.size() && std::string_view{" \t\r\n["}.find(text[at]) != std::string_view::npos) ++at;
    std::size_t number = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number);
    return read.ec == std::errc{} ? std::optional{number} : std::nullopt;
}

/// The number beside a key: a length, a size, or the object a reference names.
std::optional<std::size_t> number_of(std::string_view dictionary, std::string_view key) {
    const auto at = after_key(dictionary, key);
    return at ? number_at(dictionary, *at) : std::nullopt;
}

/// The last part of a file: where its objects are, and its trailer.
class PdfTail {
public:
    explicit PdfTail(std::string_view pdf) : pdf_{pdf} {
        const auto mark = pdf.rfind("startxref");
        const auto table = mark == std::string_view::npos ? std::nullopt : number_at(pdf, mark + 9);
        if (!table || *table >= mark || pdf.substr(*table, 4) != "xref") return;
        const auto trailer = pdf.find("trailer", *table);
        if (trailer == std::string_view::npos || trailer > mark) return;
        trailer_ = pdf.substr(trailer, mark - trailer);
        begin_ = *table;
        read_table(pdf.substr(*table + 4, trailer - *table - 4));
    }
    bool readable() const { return !trailer_.empty() && !places_.empty() && !after_key(trailer_, "/Prev"); }
    std::size_t begin() const { return begin_; }
    std::string_view trailer() const { return trailer_; }

    /// The dictionary of an object up to its closing `>>`, without that.
    std::optional<std::string> dictionary(std::size_t number) const {
        const auto found = places_.find(number);
        if (found == places_.end() || found->second >= pdf_.size()) return {};
        const auto begin = pdf_.find("<<", found->second);
        const auto end = pdf_.find("endobj", found->second);
        if (end == std::string_view::npos || begin == std::string_view::npos || begin > end) return {};
        const auto whole = pdf_.substr(begin, end - begin);
        const auto close = whole.rfind(">>");
        if (close == std::string_view::npos || whole.find("stream") != std::string_view::npos) return {};
        return std::string{whole.substr(0, close)};
    }

private:
    /// Sections `first count` and lines of 20 bytes each (§ 7.5.4).
    void read_table(std::string_view table) {
        constexpr std::size_t line = 20;
        for (std::size_t at = 0;;) {
            while (at < table.size() && (table[at] == '\n' || table[at] == '\r')) ++at;
            const auto head = table.find('\n', at);
            const auto first = number_at(table, at);
            const auto blank = table.find(' ', at);
            if (head == std::string_view::npos || !first || blank > head) return;
            const auto count = number_at(table, blank);
            at = head + 1;
            if (!count || *count > (table.size() - at) / line) return;
            for (std::size_t object = 0; object < *count; ++object, at += line)
                if (const auto place = number_at(table, at); place && table[at + 17] == 'n')
                    places_[*first + object] = *place;
        }
    }

    std::string_view pdf_, trailer_;
    std::size_t begin_ = 0;
    std::map<std::size_t, std::size_t> places_;
};

/// The first page: the one the field is noted on.
std::optional<std::size_t> first_page(const PdfTail& file, std::size_t node) {
    constexpr int deepest = 32;
    for (int depth = 0; depth < deepest; ++depth) {
        const auto dictionary = file.dictionary(node);
        if (!dictionary) return {};
        const auto child = number_of(*dictionary, "/Kids");
        if (!child) return node;
        node = *child;
    }
    return {};
}

std::optional<std::string> page_with(std::string page, std::size_t field) {
    const auto reference = fmt::format("{} 0 R", field);
    const auto noted = after_key(page, "/Annots");
    if (!noted) page += "\n/Annots [" + reference + "]";
    else if (const auto list = page.find_first_not_of(" \r\n", *noted); list != std::string::npos && page[list] == '[')
        page.insert(list + 1, reference + " ");
    else return {};
    if (!after_key(page, "/Tabs")) page += "\n/Tabs /S";
    return page;
}

std::string identifier_of(std::string_view trailer) {
    const auto at = trailer.find("/ID");
    const auto end = at == std::string_view::npos ? at : trailer.find(']', at);
    return end == std::string_view::npos ? std::string{} : std::string{trailer.substr(at, end + 1 - at)};
}

/// Objects behind the end of a file, and the table that names them.
class Update {
public:
    explicit Update(std::string pdf) : bytes_{std::move(pdf)} {
        if (!bytes_.ends_with('\n')) bytes_ += '\n';
    }
    void add(std::size_t number, std::string_view content) {
        places_[number] = bytes_.size();
        bytes_ += fmt::format("{} 0 obj\n{}\nendobj\n", number, content);
    }
    std::string finished(std::size_t size, std::size_t root, std::string_view old_trailer, std::size_t old_table) && {
        const auto table = bytes_.size();
        bytes_ += "xref\n";
        for (const auto& [number, place] : places_) bytes_ += fmt::format("{} 1\n{:010} 00000 n \n", number, place);
        bytes_ += fmt::format("trailer\n<< /Size {} /Root {} 0 R", size, root);
        if (const auto info = number_of(old_trailer, "/Info")) bytes_ += fmt::format(" /Info {} 0 R", *info);
        bytes_ += fmt::format(" /Prev {}\n{} >>\nstartxref\n{}\n%%EOF\n", old_table, identifier_of(old_trailer), table);
        return std::move(bytes_);
    }

private:
    std::string bytes_;
    std::map<std::size_t, std::size_t> places_;
};

/// Puts the lengths of what is signed over the blanks kept for them.
void write_range(std::string& pdf, std::size_t at, const SignablePdf& made) {
    const auto end = made.place + made.size;
    const auto range = fmt::format("[0 {} {} {}]", made.place, end, pdf.size() - end);
    pdf.replace(at, range.size(), range);
}

}  // namespace

std::optional<std::string> SignablePdf::with(std::string_view signature) const {
    const auto hex = to_hex(signature);
    if (hex.size() + 2 > size) return {};
    auto made = bytes;
    made.replace(place + 1, hex.size(), hex);
    return made;
}

std::optional<SignablePdf> with_signature_field(const std::string& pdf, const std::string& moment) {
    const PdfTail file{pdf};
    if (!file.readable()) return {};
    const auto root = number_of(file.trailer(), "/Root"), size = number_of(file.trailer(), "/Size");
    auto catalogue = root ? file.dictionary(*root) : std::nullopt;
    const auto pages = catalogue ? number_of(*catalogue, "/Pages") : std::nullopt;
    const auto page = pages ? first_page(file, *pages) : std::nullopt;
    if (!size || !page || after_key(*catalogue, "/AcroForm")) return {};
    const auto field = *size, signature = *size + 1;
    const auto noted = page_with(*file.dictionary(*page), field);
    if (!noted) return {};

    const std::string range_blanks(48, ' '), contents = '<' + std::string(2 * signature_room, '0') + '>';
    Update update{pdf};
    update.add(*root, *catalogue + fmt::format("\n/AcroForm << /Fields [{} 0 R] /SigFlags 3 >> >>", field));
    update.add(*page, *noted + " >>");
    update.add(field, fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /V {} 0 R /P {} 0 R "
                                  "/Rect [-1 -1 -1 -1] /F 132 >>",
                                  signature, *page));
    update.add(signature,
               fmt::format("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:{}Z)\n"
                           "/ByteRange {}\n/Contents {} >>",
                           moment, range_blanks, contents));
    SignablePdf made{std::move(update).finished(*size + 2, *root, file.trailer(), file.begin()), 0, contents.size()};
    made.place = made.bytes.rfind("/Contents <") + 10;
    write_range(made.bytes, made.bytes.rfind("/ByteRange ") + 11, made);
    return made;
}

}  // namespace foerderlauf
