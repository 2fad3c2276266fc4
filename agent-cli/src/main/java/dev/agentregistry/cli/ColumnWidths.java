package dev.agentregistry.cli;

import java.util.Arrays;
import java.util.List;

/** How wide each column of a table is. */
final class ColumnWidths {

  private static final int SMALLEST = 8;

  private ColumnWidths() {}

  /**
   * Takes from the widest column that may be shortened until all fit.
   *
   * @param columns the columns
   * @param natural how wide each would be by itself
   * @param gap the space between two
   * @param limit what there is for all; they take more if they can't be that small
   */
  static int[] fit(List<? extends Column<?>> columns, int[] natural, int gap, int limit) {
    int[] widths = natural.clone();
    int tooMuch = Arrays.stream(widths).sum() + gap * (widths.length - 1) - limit;
    for (; tooMuch > 0; tooMuch--) {
      int widest = widestThatShrinks(columns, widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widestThatShrinks(List<? extends Column<?>> columns, int[] widths) {
    int widest = -1;
    int most = SMALLEST;
    for (int i = 0; i < widths.length; i++) {
      int claim = claim(columns.get(i).shrinking(), widths[i]);
      if (claim > most) {
        widest = i;
        most = claim;
      }
    }
    return widest;
  }

  /** How wide a column counts when one has to give. */
  private static int claim(Column.Shrinking shrinking, int width) {
    return switch (shrinking) {
      case NEVER -> 0;
      case END -> width;
      case START -> (width + 1) / 2;
    };
  }
}
