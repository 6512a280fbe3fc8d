import { glanceRecipe } from './glance.ts';
import { variantsRecipe } from './make-variants.ts';
import { cleanedRecipe } from './published-media.ts';
import { cardRecipe } from './social-card.ts';

/** True for names under which this version of the program keeps what it makes. */
export function isCurrentRecipe(recipe: string): boolean {
  return [variantsRecipe, cleanedRecipe, cardRecipe].includes(recipe) || recipe.startsWith(glanceRecipe);
}
