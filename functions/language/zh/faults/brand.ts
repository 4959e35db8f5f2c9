/** brand.yaml 中可能出现的错误，中文。 */
import type { BrandFaultWords } from '../../faults/brand-fault-words.ts'

export const zhBrandFaults: BrandFaultWords = {
  contrast: ({ screen, words, behind, contrast }) => ({
    problem: `${screen === 'light' ? '浅色' : '深色'}界面上，${words} 在 ${behind} 上看不清：对比度为 ${contrast.toFixed(1)}，文字至少需要 4.5`,
    fix: `请在 ${screen} 下调整 ${words} 或 ${behind}，拉开两者的明暗差距`,
  }),
}
