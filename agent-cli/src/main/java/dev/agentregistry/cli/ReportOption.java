package dev.agentregistry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** In which format a command tells what it did. */
final class ReportOption {

  /** For people, or for programs. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text (the default) or json.",
      order = 80)
  private Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }

  /** For {@code --output}. */
  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return Values.oneOf(Format.values(), text);
    }
  }
}
