// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clicompletion.h"

#include "app/clioptions.h"

#include <iostream>

namespace rekey::app {

namespace {

std::string joined(const std::vector<std::string> &texts)
{
    std::string out;
    for (const std::string &text : texts)
        out += (out.empty() ? "" : " ") + text;
    return out;
}

std::vector<std::string> allWords(const VerbWords &verb)
{
    std::vector<std::string> words = verb.words;
    for (const std::string &option : verb.options)
        words.push_back(option.ends_with('=') ? option.substr(0, option.size() - 1) : option);
    return words;
}

std::string verbs(const std::vector<VerbWords> &table)
{
    std::string out;
    for (const VerbWords &verb : table)
        out += verb.verb + ' ';
    return out + "--help --version";
}

void writeBash(std::ostream &out, const std::vector<VerbWords> &table)
{
    out << "# bash completion for rekey-cli\n"
           "_rekey_cli()\n{\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} words=''\n"
           "    if ((COMP_CWORD == 1)); then\n"
           "        words='"
        << verbs(table)
        << "'\n"
           "    else\n"
           "        case ${COMP_WORDS[1]} in\n";
    for (const VerbWords &verb : table)
        out << "            " << verb.verb << ") words='" << joined(allWords(verb)) << "' ;;\n";
    out << "        esac\n"
           "    fi\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
           "    if ((COMP_CWORD > 1)) && [[ $cur != -* ]]; then\n"
           "        mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _rekey_cli rekey-cli\n";
}

void writeZsh(std::ostream &out, const std::vector<VerbWords> &table)
{
    out << "#compdef rekey-cli\n"
           "if ((CURRENT == 2)); then\n"
           "    compadd -- "
        << verbs(table)
        << "\n    return\nfi\n"
           "case $words[2] in\n";
    for (const VerbWords &verb : table)
        out << "    " << verb.verb << ") compadd -- " << joined(allWords(verb)) << " ;;\n";
    out << "esac\n_files\n";
}

void writeFish(std::ostream &out, const std::vector<VerbWords> &table)
{
    out << "# fish completion for rekey-cli\n"
           "complete -c rekey-cli -n __fish_use_subcommand -f -a '"
        << verbs(table) << "'\n";
    for (const VerbWords &verb : table) {
        const std::string when
            = "complete -c rekey-cli -n '__fish_seen_subcommand_from " + verb.verb + "' ";
        if (!verb.words.empty())
            out << when << "-a '" << joined(verb.words) << "'\n";
        for (const std::string &option : verb.options) {
            const bool takesValue = option.ends_with('=');
            out << when << "-l " << option.substr(2, option.size() - (takesValue ? 3 : 2))
                << (takesValue ? " -r" : "") << '\n';
        }
    }
}

} // namespace

int runCompletionCommand(const std::vector<std::string> &arguments)
{
    const std::string shell = arguments.size() == 1 ? arguments.front() : std::string();
    const std::vector<VerbWords> table = verbWords();
    if (shell == "bash")
        writeBash(std::cout, table);
    else if (shell == "zsh")
        writeZsh(std::cout, table);
    else if (shell == "fish")
        writeFish(std::cout, table);
    else {
        std::cerr << "rekey-cli: completion takes one of bash, zsh, fish\n";
        return ExitUsage;
    }
    return ExitNothing;
}

} // namespace rekey::app
