// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/epub.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "core/import/block_builder.h"
#include "core/import/xhtml_blocks.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

/// How much of the work it is to unpack the chapters.
constexpr double kUnpacked = 0.3;

/// One chapter. Cancelled, or what is wrong with it.
Result<void> addChapter(BlockBuilder& builder, const std::string& name, std::string_view bytes, const ImportLimits& limits,
                        const std::stop_token& stop) {
    pugi::xml_document tree;
    if (auto parsed = parseXml(tree, bytes, kProseXml, limits, name); !parsed) {
        return parsed;
    }
    return addXhtmlBlocks(builder, tree, limits, stop);
}

}  // namespace

Result<ImportedScript> readEpub(ZipPackage& package, const ImportOptions& options, const ProgressSink& progress,
                                const std::stop_token& stop) {
    const auto plan = planEpub(package, options.limits, stop);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    auto parts = package.read({plan->chapters.begin(), plan->chapters.end()}, stop);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    BlockBuilder builder;
    builder.skip(Skipped::DamagedChapters, plan->missing);
    builder.skip(Skipped::Pictures, plan->pictures);
    Error last;
    std::size_t damaged = 0;
    for (std::size_t i = 0; i < plan->chapters.size(); ++i) {
        if (progress) {
            const double share = static_cast<double>(i) / static_cast<double>(plan->chapters.size());
            progress({fmt::format("reading chapter {} of {}", i + 1, plan->chapters.size()), kUnpacked + (1.0 - kUnpacked) * share});
        }
        const std::string bytes = std::exchange((*parts)[plan->chapters[i]], {});
        // A book with one chapter that is no XHTML is still a book; what is missing is told.
        if (auto added = addChapter(builder, plan->chapters[i], bytes, options.limits, stop); !added) {
            if (added.error().code != ErrorCode::Corrupt) {
                return tl::unexpected(added.error());
            }
            last = added.error();
            ++damaged;
        }
    }
    if (damaged == plan->chapters.size()) {
        return tl::unexpected(last);
    }
    builder.skip(Skipped::DamagedChapters, damaged);
    return builder.finish(DocumentKind::Epub, plan->title);
}

}  // namespace timbre
