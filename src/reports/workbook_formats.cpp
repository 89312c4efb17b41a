#include "reports/workbook_parts.hpp"

#include <stdexcept>

namespace foerderlauf {

namespace {

const char* number_format(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::Amount: return "#,##0.00 \"€\";[Red]-#,##0.00 \"€\"";
        case ColumnKind::Day: return "dd.mm.yyyy";
        case ColumnKind::Integer: return "0";
        case ColumnKind::Rate: return "0.00 %";
        case ColumnKind::Key: return "@";
        case ColumnKind::Text:
        case ColumnKind::Flag: return nullptr;
    }
    throw std::logic_error{"unknown kind of column"};
}

/// Amounts to the right, dates and small numbers in the middle, words to the left but off the amount beside them.
void place_in_cell(lxw_format* format, ColumnKind kind) {
    if (kind == ColumnKind::Amount || kind == ColumnKind::Rate) return format_set_align(format, LXW_ALIGN_RIGHT);
    const bool in_the_middle = kind == ColumnKind::Integer || kind == ColumnKind::Day || kind == ColumnKind::Flag;
    if (in_the_middle) return format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
}

void dress(lxw_format* format, ColumnKind kind, RowLook look) {
    format_set_font_name(format, "Calibri");
    if (const auto* number = number_format(kind); number && look != RowLook::Header)
        format_set_num_format(format, number);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (look) {
        case RowLook::Title:
            format_set_bold(format);
            format_set_font_size(format, 14);
            return;
        case RowLook::Note: format_set_font_color(format, 0x555555); return;
        case RowLook::Header:
            format_set_bold(format);
            format_set_text_wrap(format);
            format_set_bg_color(format, 0xDCE6F1);
            format_set_bottom(format, LXW_BORDER_THIN);
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            place_in_cell(format, kind);
            return;
        case RowLook::Plain:
            // Rows keep their height: a wrapped text would be cut by programs that do not measure it.
            place_in_cell(format, kind);
            return;
        case RowLook::Subtotal:
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_HAIR);
            format_set_bg_color(format, 0xF2F2F2);
            return;
        case RowLook::Total:
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_THIN);
            format_set_bottom(format, LXW_BORDER_DOUBLE);
            return;
    }
}

}  // namespace

lxw_format* Workbook::Book::format(ColumnKind kind, RowLook look) {
    auto& known = formats[static_cast<std::size_t>(kind)][static_cast<std::size_t>(look)];
    if (!known) {
        known = workbook_add_format(handle);
        dress(known, kind, look);
    }
    return known;
}

int Workbook::Book::style(ColumnKind kind, RowLook look) {
    auto& known = styles[static_cast<std::size_t>(kind)][static_cast<std::size_t>(look)];
    if (known == 0) known = lxw_format_get_xf_index(format(kind, look));  // 0 is the usual look, which no cell here has
    return known;
}

lxw_format* Workbook::Book::mark_format(MarkColour colour) {
    auto& known = mark_formats[colour];
    if (!known) {
        known = workbook_add_format(handle);
        const bool red = colour == MarkColour::Red;
        format_set_font_color(known, red ? 0x9C0006 : 0x006100);
        format_set_bg_color(known, red ? 0xFFC7CE : 0xC6EFCE);
    }
    return known;
}

}  // namespace foerderlauf
