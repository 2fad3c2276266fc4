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
  static int[] fit(List<Column> columns, int[] natural, int gap, int limit) {
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

  private static int widestThatShrinks(List<Column> columns, int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean shrinks =
          columns.get(i).shrinking() != Column.Shrinking.NEVER && widths[i] > SMALLEST;
      if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }
}
