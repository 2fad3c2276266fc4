package dev.agentregistry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The snippets of README.md. */
final class Readme {

  private Readme() {}

  /**
   * A command of a snippet, and what it prints.
   *
   * @param command one line of shell
   * @param output the lines that follow it; {@code …} stands for anything
   */
  record Step(String command, List<String> output) {}

  /** The blocks of one language, in order. */
  static List<List<String>> blocks(String language) {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = null;
    for (String line : lines()) {
      if (block == null) {
        block = line.equals("```" + language) ? new ArrayList<>() : null;
      } else if (line.equals("```")) {
        blocks.add(block);
        block = null;
      } else {
        block.add(line);
      }
    }
    return blocks;
  }

  /** The commands of all console blocks, in order. */
  static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (List<String> block : blocks("console")) {
      for (String line : block) {
        if (line.startsWith("$ ")) {
          steps.add(new Step(line.substring(2), new ArrayList<>()));
        } else {
          steps.get(steps.size() - 1).output().add(line);
        }
      }
    }
    return steps;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Program.ROOT.resolve("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
